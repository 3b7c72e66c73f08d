// What split.js uses of Papa Parse.
declare module "papaparse" {
  const Papa: {
    parse(text: string, options: { delimiter: string; newline: string }): {
      data: string[][];
      errors: { type: string; index?: number }[];
    };
  };
  export default Papa;
}
