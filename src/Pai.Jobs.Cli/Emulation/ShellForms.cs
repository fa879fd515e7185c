using System.Text;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>The form in which variables are printed.</summary>
internal enum ShellForm
{
    Bash,
    Fish,
    Pwsh,
    Json,
}

/// <summary>Writes variables as a shell reads them.</summary>
internal static class ShellForms
{
    /// <summary>One line for each variable; one without a value is removed.</summary>
    public static string Write(IReadOnlyDictionary<string, string?> variables, ShellForm form)
    {
        if (form == ShellForm.Json) return CliJson.Format(variables) + "\n";
        var text = new StringBuilder();
        foreach (var (name, value) in variables)
        {
            text.Append((form, value) switch
            {
                (ShellForm.Fish, null) => $"set -e {name}",
                (ShellForm.Fish, _) => $"set -gx {name} '{Escape(value, @"\", @"\\", "'", @"\'")}'",
                (ShellForm.Pwsh, null) => $"Remove-Item Env:{name} -ErrorAction Ignore",
                (ShellForm.Pwsh, _) => $"$env:{name} = '{Escape(value, "'", "''")}'",
                (_, null) => $"unset {name}",
                _ => $"export {name}='{Escape(value, "'", @"'\''")}'",
            }).Append('\n');
        }

        return text.ToString();
    }

    private static string Escape(string value, params string[] pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2) value = value.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        return value;
    }
}
