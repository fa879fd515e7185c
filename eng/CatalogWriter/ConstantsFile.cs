namespace CatalogWriter;

/// <summary>Writes constants as a file of nested classes.</summary>
internal sealed class ConstantsFile(IReadOnlyList<Constant> constants, Func<string, Constant, string> summaryOf)
{
    private readonly CodeText _code = new();

    /// <param name="header">The root class as it is declared; its name is the last word.</param>
    /// <param name="summary">What the documentation of the root class says; null where another part of it has that.</param>
    /// <param name="constants">The constants, in any order.</param>
    /// <param name="summaryOf">What the documentation of a nested class says, given a constant that is in it.</param>
    public static string Of(string header, string? summary, IReadOnlyList<Constant> constants, Func<string, Constant, string> summaryOf)
    {
        var file = new ConstantsFile(constants, summaryOf);
        file.Write(header[(header.LastIndexOf(' ') + 1)..], header, summary);
        return file._code.ToString();
    }

    private void Write(string path, string header, string? summary)
    {
        _code.Open(header, summary);
        var own = constants.Where(c => c.Class == path).OrderBy(c => c.Value, StringComparer.Ordinal);
        foreach (var constant in own.ThenBy(c => c.Name, StringComparer.Ordinal)) _code.Constant(constant);

        var inner = constants.Where(c => c.Class.StartsWith(path + ".", StringComparison.Ordinal));
        foreach (var nested in inner.GroupBy(c => c.Class[(path.Length + 1)..].Split('.')[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
            Write($"{path}.{nested.Key}", $"public static class {nested.Key}", summaryOf($"{path}.{nested.Key}", nested.First()));
        _code.Close();
    }
}
