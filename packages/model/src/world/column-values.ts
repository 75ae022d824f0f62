/** Numbers of one row by the names of their columns, in the order of the columns. */
export type ColumnValues = Readonly<Record<string, number>>;
