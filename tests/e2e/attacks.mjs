// Words that try to become script, by rule: every vessel with every way of running something, in every place of a text.
// Each calls `hit()`.

const RUNS = ['onerror=hit()', 'onload=hit()', 'onclick=hit() autofocus', 'onfocus=hit() autofocus tabindex=0', 'ontoggle=hit() open', 'onbegin=hit()', 'onpointerenter="hit()"'];
const VESSELS = ['img src=x', 'svg', 'svg><animate', 'body', 'details', 'input', 'video src=x', 'audio src=x', 'iframe', 'object data=x', 'marquee', 'a href=x', 'math', 'select', 'textarea', 'style', 'link rel=stylesheet href=x', 'form', 'meta http-equiv=refresh content=0'];
const SCRIPTS = [
  '<script>hit()</script>',
  '<SCRIPT>hit()</SCRIPT>',
  '<script src=data:text/javascript,hit()></script>',
  '<script type=module>hit()</script>',
  '<svg><script>hit()</script></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=hit()&gt;">',
  '<svg></p><style><a id="</style><img src=x onerror=hit()>">',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<template><script>hit()</script></template>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<xmp><img src=x onerror=hit()></xmp>',
  '<title><img src=x onerror=hit()></title>',
  '<!--><img src=x onerror=hit()>-->',
  '<![CDATA[<img src=x onerror=hit()>]]>',
  '<?xml <img src=x onerror=hit()>?>',
  '<base href="javascript:hit()//">',
  '</p></div></main><script>hit()</script>',
  '<leptos-island data-component="x"><script>hit()</script></leptos-island>',
  '&lt;script&gt;hit()&lt;/script&gt;',
  '&#60;script&#62;hit()&#60;/script&#62;',
];
const ADDRESSES = [
  'javascript:hit()', 'JaVaScRiPt:hit()', 'java\tscript:hit()', 'java&#10;script:hit()', '&#106;avascript:hit()', '&#x6A;avascript:hit()',
  'javascript&colon;hit()', ' javascript:hit()', '\u0001javascript:hit()', 'vbscript:hit()', 'data:text/html,<script>hit()</script>',
  'data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==', 'data:image/svg+xml,<svg onload=hit()>', '//javascript:hit()', 'javascript://%0Ahit()',
  'https://a.example/" onmouseover="hit()', "https://a.example/' onmouseover='hit()", 'https://a.example/><script>hit()</script>',
  'blob:https://a.example/x', 'file:///etc/passwd', 'https://user:word@a.example/', '/sign-out', '#x', '?x',
];
const LINKS = [
  (to) => `[x](${to})`, (to) => `[x](<${to}>)`, (to) => `![x](${to})`, (to) => `<${to}>`, (to) => `[x]: ${to}\n\n[x]`,
  (to) => `[x](https://a.example "${to}")`, (to) => `<a href="${to}">x</a>`, (to) => `<a href=${to}>x</a>`, (to) => `[<img src=x onerror=hit()>](${to})`,
];
const PLACES = [(text) => text, (text) => `- ${text}`, (text) => `> ${text}`, (text) => `## ${text}`, (text) => `*a ${text}*`];

/** Some hundreds of them; control characters that a form refuses are left out. */
export function attacks() {
  const tags = VESSELS.flatMap((vessel) => RUNS.flatMap((run) => [`<${vessel} ${run}>`, `as said <${vessel}/${run.replace(' ', '/')}//`]));
  const links = ADDRESSES.flatMap((to) => LINKS.map((link) => link(to)));
  const placed = SCRIPTS.flatMap((script) => PLACES.map((place) => place(script)));
  return [...tags, ...links, ...placed].filter((text) => !/[\u0000-\u0008]/.test(text));
}
