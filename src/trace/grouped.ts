/** A number with thousands separators, the same in every locale. */
export const grouped = (value: number): string => value.toLocaleString('en-US');
