using Microsoft.Extensions.Options;

namespace Pai.Jobs.Internal.Hosting;

/// <summary>The sessions that an application has added, by name; the one without a name is empty.</summary>
internal sealed class SessionNames
{
    private readonly List<string> _names = [];

    public void Add(string name)
    {
        if (!_names.Contains(name, StringComparer.Ordinal)) _names.Add(name);
    }

    /// <summary>True for the session that tells what concerns all of them, so that it is told once.</summary>
    public bool IsFirst(string? name) => _names.Count > 0 && _names[0] == (name ?? Options.DefaultName);

    /// <summary>The problem of a section whose session is not added; null where it is. The keys of a configuration have no case.</summary>
    public string? ProblemOf(string section)
    {
        if (_names.Contains(section, StringComparer.OrdinalIgnoreCase)) return null;
        var named = _names.Where(n => n.Length > 0).ToList();
        return $"is the section of a session that is not added: AddPaiJobs(\"{section}\"). "
            + (named.Count == 0 ? "No session with a name is." : $"Those with a name are {string.Join(", ", named)}.");
    }
}
