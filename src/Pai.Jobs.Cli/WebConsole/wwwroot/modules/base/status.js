// The fifteen statuses of a run in five kinds. The sign differs, not only the colour.

const KINDS = {
    wait: { sign: '◌', statuses: ['Creating', 'Queuing', 'Bidding', 'EnvPreparing', 'SanityChecking', 'Restarting'] },
    run: { sign: '▶', statuses: ['Running', 'Publishing', 'SucceededReserving', 'FailedReserving'] },
    good: { sign: '✓', statuses: ['Succeeded'] },
    bad: { sign: '✕', statuses: ['Failed'] },
    stop: { sign: '■', statuses: ['Stopped', 'Stopping'] },
};
const KIND_OF = new Map(Object.entries(KINDS).flatMap(([kind, { statuses }]) => statuses.map(status => [status, kind])));

/** wait, run, good, bad, stop or unknown: a class in the style sheets. */
export function kindOf(status) {
    return KIND_OF.get(status) ?? 'unknown';
}

export function signOf(status) {
    return KINDS[kindOf(status)]?.sign ?? '?';
}

/** "EnvPreparing" as "Env preparing". */
export function words(name) {
    const text = String(name ?? '').replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
    return text || 'Unknown';
}
