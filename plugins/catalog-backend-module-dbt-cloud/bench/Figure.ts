/** One line of a report. */
export interface Figure {
  what: string;
  value: number;
  unit?: string;
}
