#if NETSTANDARD
using System;
using System.Collections.Generic;
#endif

namespace Pai.Jobs.Internal.Text;

/// <summary>Tells by its name what is probably a secret, so that its value is not shown. The analyzers compile this file too.</summary>
internal static class SecretNames
{
    private static readonly string[] s_parts =
        ["PASSWORD", "PASSWD", "SECRET", "AUTHTOKEN", "ACCESSTOKEN", "ACCESSKEY", "APIKEY", "PRIVATEKEY", "CREDENTIAL", "CONNECTIONSTRING"];

    /// <summary>The last words of names that are about a secret, but are not it: its location, length or name.</summary>
    private static readonly string[] s_ofSecret =
    [
        "address", "age", "algorithm", "alphabet", "arn", "charset", "class", "col", "cols", "column", "columns", "count", "counts", "days",
        "dir", "directory", "enabled", "encoding", "endpoint", "env", "envvar", "expiration", "expiry", "feature", "features", "field",
        "fields", "file", "filename", "folder", "format", "header", "hint", "host", "index", "kind", "label", "labels", "length", "level",
        "lifetime", "limit", "location", "manager", "max", "min", "minutes", "mode", "name", "names", "number", "path", "pattern", "policy",
        "position", "prompt", "provider", "ref", "reference", "regex", "region", "required", "rotation", "rule", "rules", "scope", "scopes",
        "seconds", "separator", "size", "source", "status", "store", "strength", "table", "template", "timeout", "ttl", "type", "types",
        "uri", "url", "var", "variable", "vault", "version",
    ];

    /// <summary>The words before "token" in names of a vocabulary's tokens, of counts and of pages.</summary>
    private static readonly string[] s_otherTokens =
    [
        "additional", "answer", "assistant", "audio", "begin", "beginning", "blank", "boi", "bom", "bos", "cancellation", "chunk", "class",
        "cls", "concept", "continuation", "decoder", "dummy", "empty", "encoder", "end", "entity", "eod", "eoi", "eol", "eom", "eos", "eot",
        "extra", "fill", "fim", "first", "image", "img", "infill", "initializer", "input", "instruction", "lang", "language", "last",
        "line", "mask", "max", "mention", "middle", "min", "newline", "next", "noise", "num", "oov", "output", "pad", "padding", "page",
        "patch", "per", "placeholder", "prefix", "previous", "prompt", "query", "question", "rare", "reasoning", "response", "sentence",
        "sentinel", "sep", "separator", "sequence", "skip", "sos", "space", "speaker", "special", "speech", "start", "stop", "style",
        "suffix", "summary", "tag", "text", "think", "thinking", "timestamp", "title", "trigger", "turn", "unk", "unknown", "video",
        "vision", "vocab", "word",
    ];

    /// <summary>True if a variable or a parameter of this name probably holds a secret.</summary>
    public static bool IsLikely(string name)
    {
        var words = WordsOf(name);
        var last = words.Count == 0 ? "" : words[words.Count - 1];
        if (Array.IndexOf(s_ofSecret, last) >= 0) return false;
        // "token" only as the last word: max_tokens and tokenizer are no secrets.
        if (last.EndsWith("token", StringComparison.Ordinal)) return !IsOtherToken(words, last);
        var plain = string.Concat(words).ToUpperInvariant();
        return Array.Exists(s_parts, plain.Contains);
    }

    /// <summary>
    /// The value, or three asterisks in place of a probable secret: <c>use_auth_token = true</c> and <c>user_token = &lt;|user|&gt;</c> are
    /// none.
    /// </summary>
    public static string Mask(string name, string value) => !IsPlain(value) && IsLikely(name) ? "***" : value;

    /// <summary>True if a value is no secret whatever its name: yes or no, or a token of a vocabulary in its brackets.</summary>
    public static bool IsPlain(string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase)
            || value.Equals("false", StringComparison.OrdinalIgnoreCase)
            || (value.Length is > 2 and < 33
                && (value[0], value[value.Length - 1]) is ('<', '>') or ('[', ']')
                && IsWord(value, 1, value.Length - 1));

    private static bool IsWord(string value, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (!char.IsLetter(value[i]) && value[i] is not ('_' or '-' or '|' or '/' or ' ')) return false;
        return true;
    }

    private static bool IsOtherToken(List<string> words, string last)
    {
        var before = last.Length > "token".Length ? last.Substring(0, last.Length - "token".Length)
            : words.Count > 1 ? words[words.Count - 2]
            : "";
        return Array.IndexOf(s_otherTokens, before) >= 0;
    }

    /// <summary>The words of a name in lower case: parted by signs, and by capitals that follow small letters.</summary>
    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isSign = i == name.Length || name[i] is '_' or '-' or '.' or ' ';
            var isHump = !isSign && i > start && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]));
            if (!isSign && !isHump) continue;
            if (i > start) words.Add(name.Substring(start, i - start).ToLowerInvariant());
            start = isSign ? i + 1 : i;
        }

        return words;
    }
}
