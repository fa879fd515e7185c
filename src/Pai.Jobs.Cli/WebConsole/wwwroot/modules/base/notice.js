// A line under the bar for what went wrong.
import { button, put } from './dom.js';
import { visible } from './safe-text.js';

export function showError(error) {
    if (error.name === 'AbortError') return;
    const notice = document.getElementById('notice');
    put(
        notice,
        visible(error.message) + (error.requestId ? ` (request ${visible(error.requestId)})` : ''),
        ...(error.problems ?? []).map(problem => ` ${visible(problem.member)}: ${visible(problem.message)}`),
        button('Dismiss', hideError, { class: 'quiet' }),
    );
    notice.hidden = false;
}

export function hideError() {
    document.getElementById('notice').hidden = true;
}
