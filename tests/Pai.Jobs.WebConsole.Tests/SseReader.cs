using System.Text.Json;

namespace Pai.Jobs.WebConsole.Tests;

/// <summary>Reads server-sent events.</summary>
internal sealed class SseReader : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _reader;

    private SseReader(HttpResponseMessage answer, Stream stream) => (_answer, _reader) = (answer, new(stream));

    public static async Task<SseReader> OpenAsync(ConsoleFixture console, string path)
    {
        var answer = await console.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, console.Timeout);
        answer.EnsureSuccessStatusCode();
        return new(answer, await answer.Content.ReadAsStreamAsync(console.Timeout));
    }

    /// <summary>The next event; null at the end.</summary>
    public async Task<(string Name, JsonElement Data)?> ReadAsync(CancellationToken cancellationToken)
    {
        var name = "";
        while (await _reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return (name, JsonDocument.Parse(line[6..]).RootElement);
        }

        return null;
    }

    /// <summary>The next event that is wanted.</summary>
    public async Task<JsonElement> UntilAsync(string name, Func<JsonElement, bool> isWanted, CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is var (found, data))
            if (found == name && isWanted(data)) return data;
        throw new EndOfStreamException($"The stream has ended without {name}.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _answer.Dispose();
    }
}
