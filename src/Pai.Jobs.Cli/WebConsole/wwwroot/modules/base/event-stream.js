// text/event-stream, read with fetch: EventSource cannot send the header with the token.

/** Calls `event(name, data)` for each event. Ends when the stream ends; returns 'end' if the server said that there is no more. */
export async function readEvents(stream, event) {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '',
        name = 'message',
        data = [];
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'break';
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        for (const raw of lines) {
            const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
            if (line === '') {
                if (name === 'end') return 'end';
                if (data.length > 0) event(name, data.join('\n'));
                name = 'message';
                data = [];
            } else if (line.startsWith('event:')) name = line.slice(6).trim();
            else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
        }
    }
}
