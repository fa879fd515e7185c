// What another run can cost, before it is confirmed. The server plans it and submits nothing; the dialog does not wait.
import { of, post } from '../base/api.js';
import { h, put } from '../base/dom.js';
import { visible } from '../base/safe-text.js';

/** `{ element, again(body), stop() }`: a text that is there when the plan is. `path` is behind the run's address. */
export function planOf(run, path, body) {
    const element = h('div', { class: 'plan', role: 'status' }, h('p', {}, 'Finding out what it can cost…'));
    let last = new AbortController();

    function ask(values, textOf) {
        last.abort();
        last = new AbortController();
        const { signal } = last;
        post(of(run, ...path), values, new Map(), signal).then(
            plan => signal.aborted || put(element, ...textOf(plan)),
            error => {
                if (signal.aborted) return;
                put(element, h('p', {}, `What it can cost could not be found out: ${visible(error.message)}`));
            },
        );
    }

    ask(body, plan => [costOf(plan), ...problemsOf(plan)]);
    return {
        element,
        // With other values: the cost alone, in the place of the last one. What else is wrong stands at the fields when it is started, and a
        // list that comes while somebody clicks would move the button away.
        again: changed => ask(changed, plan => [costOf(plan)]),
        stop: () => last.abort(),
    };
}

const costOf = plan => h('p', {}, visible(plan.cost));

function problemsOf(plan) {
    if (plan.problems.length === 0) return [];
    const problems = plan.problems.map(problem => h('li', {}, `${visible(problem.member)}: ${visible(problem.message)}`));
    return [h('p', { class: 'problem' }, 'As it is, it would be refused:'), h('ul', { class: 'problem' }, problems)];
}
