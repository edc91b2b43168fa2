import { GraphQLError, GraphQLScalarType } from "graphql";
import { isMembers } from "../../../../contracts/index.ts";

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The scalars of the runtimes, with the words of graphql-scalars, which they use. */
export const scalars = {
  DateTimeISO: scalar("DateTimeISO", (value) => {
    if (typeof value === "string" && dateTime.test(value) && !Number.isNaN(Date.parse(value))) return;
    return `DateTime cannot represent an invalid date-time-string ${value}.`;
  }),
  JSONObject: scalar("JSONObject", (value) =>
    isMembers(value) ? undefined : `JSONObject cannot represent non-object value: ${value}`,
  ),
};

/** @param fault what is wrong with a value of a variable; undefined where nothing is */
function scalar(name: string, fault: (value: unknown) => string | undefined): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    parseValue(value) {
      const message = fault(value);
      if (message !== undefined) throw new GraphQLError(message);
      return value;
    },
  });
}
