// "Replay here": the run once more, on this machine.
import { of, post } from '../base/api.js';
import { h } from '../base/dom.js';
import { visible } from '../base/safe-text.js';
import { ask } from './dialog.js';
import { fieldOf } from './fields.js';
import { planOf } from './plan.js';

export function askReplay(run, opened) {
    const fields = [
        { name: 'maxFiles', type: 'integer', description: 'Files of each input, at most', min: 1, value: 100, always: true },
        { name: 'maxBytes', type: 'integer', description: 'Bytes of each input, at most', min: 1, value: 268435456, always: true },
    ].map(fieldOf);
    const plan = planOf(run, ['replay', 'plan'], { options: optionsOf(fields) });
    for (const { input } of fields) input.addEventListener('change', () => plan.again({ options: optionsOf(fields) }));
    ask({
        title: 'Replay here?',
        text: [
            `${visible(run.name)} starts on this machine, in the local sandbox, with the image if there is an engine for it, ` +
                'and the same code, values and paths. A part of each input is downloaded. ' +
                'The new run says what differs from this one.',
        ],
        plan,
        content: h(
            'div',
            { class: 'fields' },
            fields.map(field => field.element),
        ),
        action: 'Replay here',
        run: async keys => {
            const problems = fields.map(field => ({ member: field.name, message: field.check() })).filter(problem => problem.message);
            if (problems.length > 0) throw Object.assign(new Error('Some values are wrong.'), { problems });
            opened(await post(of(run, 'replay'), { options: optionsOf(fields) }, keys));
        },
        problems: list =>
            list.filter(problem => {
                const field = fields.find(one => one.name === problem.member);
                field?.show(problem.message);
                return !field;
            }),
    });
}

function optionsOf(fields) {
    return Object.fromEntries(fields.map(field => [field.name, field.value() && Number(field.value())]).filter(([, value]) => value));
}
