namespace Pai.Jobs.Internal.Local;

/// <summary>
/// The variables of this machine that a job gets: those that tools need to work at all. The rest stays here, secrets among them.
/// </summary>
internal static class SupervisorEnvironment
{
    private static readonly string[] s_names =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "LD_LIBRARY_PATH",
        "http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
        "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", "DOCKER_HOST",
    ];

    private static readonly string[] s_prefixes = ["LC_", "PIP_", "DOTNET_ROOT"];

    public static Dictionary<string, string> Select(IEnumerable<KeyValuePair<string, string?>> machine, IReadOnlyCollection<string> also)
    {
        var selected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in machine)
        {
            var passes = s_names.Contains(name)
                || also.Contains(name)
                || Array.Exists(s_prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
            if (passes && value is not null) selected[name] = value;
        }

        selected["PATH"] = ToolPath(selected.GetValueOrDefault("PATH"));
        return selected;
    }

    /// <summary>The path with the folders of the system's tools, which the accounts of users lack on some distributions.</summary>
    public static string ToolPath(string? path)
    {
        var folders = (path ?? "/usr/local/bin:/usr/bin:/bin").Split(':').ToList();
        foreach (var folder in (string[])["/usr/local/sbin", "/usr/sbin", "/sbin"])
            if (!folders.Contains(folder)) folders.Add(folder);
        return string.Join(':', folders);
    }
}
