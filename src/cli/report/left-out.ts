/** How many models were found that are of another tier than the one that was asked for. */
export const leftOutText = (models: number): string => `${models} of another tier left out`;
