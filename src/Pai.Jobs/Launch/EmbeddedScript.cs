using System.Reflection;

namespace Pai.Jobs.Internal.Launch;

/// <summary>The shell scripts that this assembly carries.</summary>
internal static class EmbeddedScript
{
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pai.Jobs." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its script {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
