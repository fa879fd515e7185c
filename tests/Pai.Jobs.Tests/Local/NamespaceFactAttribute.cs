namespace Pai.Jobs.Tests;

/// <summary>A test that needs namespaces; where the machine has none, it is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute()
    {
        if (NamespaceProbe.Machine.Problem is { } problem) Skip = "Namespaces do not work here: " + problem;
    }
}
