/** Fields in an order, with the place of each among `names`. */
export interface FieldOrder {
  names: readonly string[];
  places: readonly number[];
}

/** The order of the names themselves. */
export const fieldOrder = (names: readonly string[]): FieldOrder => ({ names, places: [...names.keys()] });

/** Takes over the order of an object that has these fields and no others; false of any other. Objects of one origin have one order. */
export function learnOrder(order: FieldOrder, host: object): boolean {
  const keys = Object.keys(host);
  const places = keys.map((key) => order.names.indexOf(key));
  if (keys.length !== order.names.length || places.includes(-1)) return false;
  order.places = places.map((place) => order.places[place]!);
  order.names = keys;
  return true;
}
