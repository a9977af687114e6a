/** A copy: a part of a string keeps the whole of it in memory, often a piece of a large file. */
export const detachText = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
