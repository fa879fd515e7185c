// A dialog that asks before something is done. Problems that the server finds are shown in it.
import { button, h, put, say } from '../base/dom.js';
import { visible } from '../base/safe-text.js';

/**
 * Shows a question. `run(keys)` does what was asked for, with the keys of `post`; the dialog closes when it is done, and stays with the reason if it fails.
 * `plan` is that of `planOf`, and ends with the dialog.
 * `problems(list)` may show problems at their fields; it returns those that it has no field for.
 */
export function ask({ title, text, plan, content, action, danger, run, problems }) {
    const trouble = h('div', { class: 'trouble', role: 'alert', hidden: true });
    const go = h('button', { type: 'submit', class: danger ? 'danger strong' : 'strong' }, action);
    const cancel = button('Cancel', () => dialog.close());
    const form = h(
        'form',
        { novalidate: true, onsubmit: submit },
        h('h2', { id: 'dialog-title' }, title),
        (text ?? []).filter(Boolean).map(one => h('p', {}, one)),
        plan?.element,
        content,
        trouble,
        h('div', { class: 'dialog-buttons' }, cancel, go),
    );
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: closed }, form);
    document.body.append(dialog);
    dialog.showModal();
    // What is asked about is not started by a key that was still down.
    if (!content) cancel.focus();

    function closed() {
        plan?.stop();
        dialog.remove();
    }

    const keys = new Map();
    async function submit(event) {
        event.preventDefault();
        go.disabled = true;
        trouble.hidden = true;
        try {
            await run(keys);
            dialog.close();
        } catch (error) {
            const rest = problems ? problems(error.problems ?? []) : (error.problems ?? []);
            put(
                trouble,
                h('p', {}, visible(error.message) + (error.requestId ? ` (request ${visible(error.requestId)})` : '')),
                rest.length > 0 &&
                    h(
                        'ul',
                        {},
                        rest.map(problem => h('li', {}, `${visible(problem.member)}: ${visible(problem.message)}`)),
                    ),
            );
            trouble.hidden = false;
            say(error.message);
        } finally {
            go.disabled = false;
        }
    }
    return dialog;
}
