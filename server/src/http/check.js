// Checks a result pack in the browser. The module that does it is loaded when a file was chosen.
const section = document.getElementById('checker');
const [pack, key, receipt] = ['pack-file', 'pack-key', 'pack-receipt'].map((id) => document.getElementById(id));
const verdict = document.getElementById('pack-verdict');
const list = document.getElementById('pack-steps');
const tones = { passed: 'badge-positive', noted: 'badge-warning', failed: 'badge-danger' };
let loaded;
let asked = 0;

async function load() {
  const module = await import(section.dataset.module);
  await module.default({ module_or_path: section.dataset.wasm });
  return module;
}

function show(steps) {
  for (const line of list.querySelectorAll('[data-step]')) {
    const step = steps.find(({ name }) => name === line.dataset.step);
    const [badge, detail] = [line.querySelector('strong'), line.querySelector('code')];
    for (const part of [badge, detail]) part.hidden = !step;
    badge.className = `badge ${step ? tones[step.outcome] : ''}`;
    badge.textContent = step ? section.dataset[step.outcome] : '';
    detail.textContent = step ? step.detail : '';
  }
  list.hidden = false;
}

async function check() {
  const file = pack.files[0];
  if (!file) return;
  const own = (asked += 1);
  verdict.textContent = section.dataset.working;
  try {
    loaded ??= load();
    const { check: verify } = await loaded;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = receipt.files[0] ? await receipt.files[0].text() : '';
    if (own !== asked) return;
    const { steps } = JSON.parse(verify(bytes, key.value, kept));
    show(steps);
    const failed = steps.some(({ outcome }) => outcome === 'failed');
    verdict.textContent = failed ? section.dataset.refused : section.dataset.verified;
  } catch {
    loaded = undefined;
    list.hidden = true;
    verdict.textContent = section.dataset.broken;
  }
}

for (const field of [pack, key, receipt]) field.addEventListener('change', check);
section.addEventListener('dragover', (event) => event.preventDefault());
section.addEventListener('drop', (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  pack.files = event.dataTransfer.files;
  check();
});
section.hidden = false;
