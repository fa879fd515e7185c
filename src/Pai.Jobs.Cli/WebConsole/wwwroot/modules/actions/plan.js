// What another run can cost, before it is confirmed. The server plans it and submits nothing; the dialog does not wait.
import { of, post } from '../base/api.js';
import { h, put } from '../base/dom.js';
import { visible } from '../base/safe-text.js';

/** `{ element, stop() }`: a text that is there when the plan is. `path` is behind the run's address. */
export function planOf(run, path, body) {
    const element = h('div', { class: 'plan', role: 'status' }, h('p', {}, 'Finding out what it can cost…'));
    const aborted = new AbortController();
    post(of(run, ...path), body, new Map(), aborted.signal).then(
        plan =>
            put(
                element,
                h('p', {}, visible(plan.cost)),
                plan.problems.length > 0 && [
                    h('p', { class: 'problem' }, 'As it is, it would be refused:'),
                    h(
                        'ul',
                        { class: 'problem' },
                        plan.problems.map(problem => h('li', {}, `${visible(problem.member)}: ${visible(problem.message)}`)),
                    ),
                ],
            ),
        error => {
            if (aborted.signal.aborted) return;
            put(element, h('p', {}, `What it can cost could not be found out: ${visible(error.message)}`));
        },
    );
    return { element, stop: () => aborted.abort() };
}
