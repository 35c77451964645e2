// Draws docs/data.md from migrations/sqlite: node scripts/tables.mjs
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const folder = new URL('../migrations/sqlite/', import.meta.url);
const tables = new Map();
const links = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()) {
  const stage = file.replace(/^\d+_|\.sql$/g, '');
  const sql = readFileSync(new URL(file, folder), 'utf8').replace(/--.*$/gm, '');
  for (const [, name, body] of sql.matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\n\)/g)) {
    const columns = [];
    for (const line of body.split('\n')) {
      const column = /^\s+([a-z_]+)\s+(BLOB|TEXT|INTEGER)\b/.exec(line);
      if (!column) continue;
      const target = /REFERENCES (\w+)/.exec(line)?.[1];
      const key = [line.includes('PRIMARY KEY') && 'PK', target && 'FK'].filter(Boolean).join(', ');
      columns.push(`        ${column[2]} ${column[1]}${key && ` ${key}`}`);
      if (target) links.push(`    ${target} ||--o{ ${name} : ${column[1]}`);
    }
    tables.set(name, { stage, columns });
  }
  for (const [, name, column, type, rest] of sql.matchAll(/ALTER TABLE (\w+) ADD COLUMN (\w+) (BLOB|TEXT|INTEGER)\b(.*)/g)) {
    const target = /REFERENCES (\w+)/.exec(rest)?.[1];
    tables.get(name).columns.push(`        ${type} ${column}${target ? ' FK' : ''}`);
    if (target) links.push(`    ${target} ||--o{ ${name} : ${column}`);
  }
  // A table that is built anew under another name, to change what it refuses.
  for (const [, made, name] of sql.matchAll(/ALTER TABLE (\w+) RENAME TO (\w+)/g)) {
    tables.set(name, { stage: tables.get(name).stage, columns: tables.get(made).columns });
    tables.delete(made);
    for (let n = links.length - 1; n >= 0; n -= 1) if (links[n].split(' ')[6] === made) links.splice(n, 1);
  }
}
const stages = [...new Set([...tables.values()].map((table) => table.stage))];
const picture = stages.map((stage) => {
  const own = [...tables].filter(([, table]) => table.stage === stage);
  const names = own.map(([name]) => name);
  const drawn = own.map(([name, { columns }]) => `    ${name} {\n${columns.join('\n')}\n    }`);
  const near = links.filter((link) => names.includes(link.split(' ')[6]) || names.includes(/o\{ (\w+)/.exec(link)[1]));
  return `## ${stage}\n\n\`\`\`mermaid\nerDiagram\n${[...drawn, ...near].join('\n')}\n\`\`\`\n`;
});
const text = `# The data

Made from \`migrations/sqlite\` by \`node scripts/tables.mjs\`; PostgreSQL has the same tables with its own types. Ids are
UUIDv7, times microseconds in UTC, marks and weights millionths. What the schema itself refuses, by constraint or trigger, is
written in the migrations.

${picture.join('\n')}`;
writeFileSync(new URL('../docs/data.md', import.meta.url), text);
console.log(`${tables.size} tables, ${links.length} references`);
