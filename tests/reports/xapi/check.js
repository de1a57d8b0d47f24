// Reads an array of statements and prints, for each of them, the list of what is wrong with it.
"use strict";

const { readFileSync } = require("fs");
const { createRequire } = require("module");

// Given is the folder where the packages are, which isn't this one.
const { default: validate } = createRequire(process.argv[2] + "/")("@learninglocker/xapi-validation");

const complaints = (statement) =>
  validate(statement).map((warning) => `${warning.constructor.name} at ${warning.path.join(".")}`);

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(complaints)));
