// The names that a JavaScript library finds in texts, and the seconds it takes, as JSON.
//
// usage: node peers.mjs (wink-nlp|compromise) < {"name": "text", ...}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
// The model that wink-nlp offers has no persons, places or organizations: runs of proper nouns
// stand for names without a type.
function wink() {
  const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd", "pos"]);
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    const tags = tokens.out(nlp.its.pos);
    const runs = [[]];
    tokens.out().forEach((word, i) => {
      if (tags[i] === "PROPN") runs.at(-1).push(word);
      else runs.push([]);
    });
    return runs.filter((run) => run.length).map((run) => ["", run.join(" ")]);
  };
}

function compromise() {
  const nlp = require("compromise");
  const words = (item) => item.terms.map((term) => term.text).join(" ");
  const is = (item, tag) => item.terms.some((term) => term.tags.includes(tag));
  return (text) => {
    const doc = nlp(text);
    return [
      ...doc.people().json().map((item) => ["Person", words(item)]),
      ...doc.organizations().json().map((item) => ["Organization", words(item)]),
      ...doc.places().json().map((item) => [is(item, "Country") ? "State" : "Place", words(item)]),
    ];
  };
}

const find = { "wink-nlp": wink, compromise }[process.argv[2]]();
const texts = Object.entries(JSON.parse(readFileSync(0, "utf8")));
find(texts[0][1]); // the first call builds tables
const names = {};
const start = process.hrtime.bigint();
for (const [name, text] of texts) names[name] = find(text);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
process.stdout.write(JSON.stringify({ seconds, names }));
