using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Writes lists for people.</summary>
internal static class Words
{
    /// <summary><c>"a", "b" or "c"</c>.</summary>
    public static string Or(IEnumerable<string> names)
    {
        var list = new List<string>(names);
        var text = "";
        for (var i = 0; i < list.Count; i++) text += (i == 0 ? "" : i == list.Count - 1 ? " or " : ", ") + "\"" + list[i] + "\"";
        return text;
    }

    /// <summary><c>a, b or c</c>.</summary>
    public static string OrPlain(IEnumerable<string> names)
    {
        var list = new List<string>(names);
        var text = "";
        for (var i = 0; i < list.Count; i++) text += (i == 0 ? "" : i == list.Count - 1 ? " or " : ", ") + list[i];
        return text;
    }
}
