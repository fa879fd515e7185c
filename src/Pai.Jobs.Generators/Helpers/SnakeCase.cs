using System.Text;

namespace Pai.Jobs.Generators;

/// <summary>Names of members as names of channels and parameters, as System.Text.Json's SnakeCaseLower makes them.</summary>
internal static class SnakeCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            // A word starts at a capital after a small letter or a digit, and at the last capital of several: HTTPServer is http_server.
            var startsWord = char.IsUpper(c) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
