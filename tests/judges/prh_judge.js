// Replaces in texts what prh's rules replace. Arguments: the file of the rules, and one with a JSON list of texts; prints
// the texts as a JSON list. Each text is seen alone.
"use strict";
const fs = require("fs");
const prh = require("prh");

const engine = prh.fromYAMLFilePath(process.argv[2]);
const texts = JSON.parse(fs.readFileSync(process.argv[3], "utf-8"));
const replaced = texts.map((text) => engine.makeChangeSet("text.txt", text).applyChangeSets(text));
process.stdout.write(JSON.stringify(replaced));
