/** The page that says what a dataset is, and what it is not. */
export const datasetUrl = (datasetId: string): string => `/datasets/${datasetId}`;
