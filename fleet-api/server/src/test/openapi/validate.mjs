// Reads an OpenAPI document from the standard input and tells what is wrong with it, a line each.
// The argument is the folder of npm's modules.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";

const place = path.resolve(process.argv[2], "@seriousme/openapi-schema-validator/index.js");
const { Validator } = await import(pathToFileURL(place));
const result = await new Validator().validate(JSON.parse(readFileSync(0, "utf8")));
if (!result.valid) {
  for (const error of [result.errors].flat()) {
    console.log(typeof error === "string" ? error : `${error.instancePath}: ${error.message}`);
  }
  process.exitCode = 1;
}
