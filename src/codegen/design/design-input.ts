/** A design that a new one is made from. */
export interface DesignPattern {
  /** The manifest's name. */
  readonly name: string;
  /** The module that makes the design's decisions; the names of its other modules often contain this one. */
  readonly mainModule: string;
  /** The modules that are the design's own; what it shares with others is not among them. */
  readonly modules: readonly DesignFile[];
  readonly configs: readonly DesignFile[];
  /** The models that judge it, with what TLC has to say of each. */
  readonly models: readonly DesignModel[];
}

/** A text file by its name, without extension. */
export interface DesignFile {
  readonly name: string;
  readonly text: string;
}

/** An entry of a manifest, as it is written there. */
export interface DesignModel {
  readonly module: string;
  readonly config: string;
  readonly expect: {
    readonly result: string;
    readonly property?: string;
    readonly violated?: object;
    readonly others?: object;
    readonly states?: object;
  };
  readonly why?: string;
  readonly design?: string;
  readonly condition?: string;
  readonly role?: string;
}

/** What a new design is to be called, and where it will stand. */
export interface DesignName {
  /** As the folder: small letters, digits and hyphens. */
  readonly name: string;
  /** Its folder, as the user would name it in a command. */
  readonly folder: string;
  /** The pattern's folder, seen from there. */
  readonly patternFolder: string;
}
