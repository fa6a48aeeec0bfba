/** Style of the pages for citizens: text of 18 px, targets of 60 px, from 320 px on (适老化). */
export const STYLE = `*{box-sizing:border-box}
body{margin:0;font:18px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f1f1f;
background:#f5f6f8}
header{background:#0b3d91;color:#fff;padding:8px 16px;display:flex;flex-wrap:wrap;gap:4px 16px;
align-items:center;justify-content:space-between}
header .brand{margin:0;font-weight:700;font-size:20px}
header nav{display:flex;flex-wrap:wrap;gap:8px}
header a{color:#fff;min-height:60px;min-width:60px;display:inline-flex;align-items:center;
padding:0 8px}
main{max-width:640px;margin:0 auto;padding:16px;background:#fff;min-height:80vh}
h1{font-size:26px;margin:8px 0;line-height:1.3}
h2{font-size:21px;margin:24px 0 8px}
fieldset{border:0;border-top:2px solid #d0d5dd;margin:16px 0 0;padding:12px 0 0;min-width:0}
legend{font-weight:700;font-size:21px;padding:0 8px 0 0}
label{display:block;margin:12px 0 4px;font-weight:600}
input,select,textarea{font:inherit;width:100%;min-height:60px;padding:12px;border:2px solid #667085;
border-radius:8px;background:#fff;color:inherit}
[aria-invalid=true]{border-color:#b42318}
input[type=radio],input[type=checkbox]{width:28px;height:28px;min-height:0;margin:0;flex:none}
.check{display:flex;align-items:center;gap:12px;min-height:60px}
.kinds{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:12px;border:0;padding:0}
.kinds legend{font-size:18px;margin-bottom:8px}
.kind{margin:0;position:relative}
.kind span{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:6px;
min-height:112px;border:2px solid #667085;border-radius:8px;padding:10px 6px;text-align:center;
line-height:1.3;overflow-wrap:anywhere}
.kind input{position:absolute;top:8px;left:8px}
.kind input:checked+span{border:4px solid #0b3d91;background:#e8effb}
.kind input:focus-visible+span,a:focus-visible,button:focus-visible,input:focus-visible,
select:focus-visible,textarea:focus-visible{outline:3px solid #d97706;outline-offset:2px}
svg{fill:none;stroke:#0b3d91;stroke-width:3;stroke-linejoin:round;stroke-linecap:round}
button,.button{font:inherit;font-weight:700;min-height:60px;width:100%;margin:20px 0 0;border:0;
border-radius:8px;background:#0b3d91;color:#fff;padding:12px;display:flex;align-items:center;
justify-content:center;text-decoration:none;cursor:pointer}
button.plain{background:#fff;color:#0b3d91;border:2px solid #0b3d91}
.hint{color:#475467;margin:4px 0}
.urgent{border-left:6px solid #b54708;padding:8px 12px;background:#fff7ed;margin:12px 0}
.faults{border-left:6px solid #b42318;padding:8px 12px;background:#fef3f2;margin:12px 0}
.good{border-left:6px solid #067647;padding:8px 12px;background:#ecfdf3;margin:12px 0}
.ticket{margin:16px 0;display:grid;gap:12px}
.ticket div{border:2px solid #d0d5dd;border-radius:8px;padding:12px}
.ticket dt{color:#475467}
.ticket dd{margin:0;font-size:26px;font-weight:700;overflow-wrap:anywhere}
#code,#pin{letter-spacing:.06em}
.history{padding-left:24px}
.history p,li{margin:4px 0;overflow-wrap:anywhere}
[hidden]{display:none!important}
`;

/** Shows the three steps one after the other; without it they stand below each other. */
export const SCRIPT = `'use strict';
(() => {
  const form = document.querySelector('form[data-steps]');
  if (!form) return;
  const steps = [...form.children].filter((part) => part.tagName === 'FIELDSET');
  const send = form.querySelector('button[type=submit]');
  const made = (text, kind) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    if (kind) button.className = kind;
    form.append(button);
    return button;
  };
  const next = made(form.dataset.next);
  const back = made(form.dataset.back, 'plain');
  let at = document.querySelector('.faults') ? 1 : 0;
  const show = (focus) => {
    steps.forEach((step, index) => { step.hidden = index !== at; });
    next.hidden = at === steps.length - 1;
    send.hidden = !next.hidden;
    back.hidden = at === 0;
    if (focus) steps[at].querySelector('input, select').focus();
  };
  next.addEventListener('click', () => {
    const parts = [...steps[at].querySelectorAll('input, select, textarea')];
    if (!parts.every((part) => part.reportValidity())) return;
    at += 1;
    show(true);
  });
  back.addEventListener('click', () => { at -= 1; show(true); });
  form.addEventListener('submit', () => { send.disabled = true; });
  show(false);
})();
`;
