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
