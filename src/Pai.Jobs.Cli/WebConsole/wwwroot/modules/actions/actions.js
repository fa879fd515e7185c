// What can be done with a run. Each action asks first, and says what it will do.
import { of, post } from '../base/api.js';
import { button, h, say } from '../base/dom.js';
import { visible } from '../base/safe-text.js';
import { hrefOf } from '../runs/row-elements.js';
import { store } from '../runs/store.js';
import { ask } from './dialog.js';
import { askValues } from './run-form.js';
import { planOf } from './plan.js';
import { askReplay } from './replay.js';

/** The buttons for a run; `current` gives the run as it is by now. */
export function actionsOf(run, current) {
    const element = h('div', { class: 'actions', role: 'group', 'aria-label': 'Actions' });
    if (store.about?.readOnly) return { element, update: () => {}, keys: {} };
    const stopButton = button('Stop', () => askStop(current()), { class: 'danger', title: 'Stop the run (s)' });
    element.append(
        stopButton,
        button('Run again', () => askAgain(current()), { title: 'Run again with the same values (r)' }),
        button('Run with changes', () => askValues(current(), opened), { title: 'Run again with changed values (e)' }),
        button('Replay here', () => askReplay(current(), opened), { title: 'Run it on this machine (h)' }),
    );
    return {
        element,
        update: now => {
            stopButton.hidden = now.isFinished;
        },
        keys: {
            s: () => {
                if (!current().isFinished) askStop(current());
            },
            r: () => askAgain(current()),
            e: () => askValues(current(), opened),
            h: () => askReplay(current(), opened),
        },
    };
}

function askStop(run) {
    ask({
        title: 'Stop this run?',
        text: [
            `${visible(run.name)} on ${visible(run.source)} gets a signal to end, and is ended if it does not. ` +
                'What it has written stays. A stopped run cannot be continued.',
        ],
        action: 'Stop the run',
        danger: true,
        run: async () => {
            await post(of(run, 'stop'), {});
            say('The run is being stopped.');
        },
    });
}

function askAgain(run) {
    ask({
        title: 'Run again?',
        text: [
            `A new run of ${visible(run.record ?? run.name)} starts on ${visible(run.source)}.`,
            'It has the same code, values, image and inputs.',
        ],
        plan: planOf(run, ['plan'], { values: {} }),
        action: 'Run again',
        run: async keys => opened(await post(of(run, 'run'), { values: {} }, keys)),
    });
}

function opened(made) {
    say('The run has started.');
    location.hash = hrefOf(made);
}
