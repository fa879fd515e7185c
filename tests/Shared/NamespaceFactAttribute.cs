namespace Pai.Jobs;

/// <summary>A test that runs jobs in namespaces; where the machine has none, it is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute()
    {
        if (Internal.Local.NamespaceProbe.Machine.Problem is { } problem) Skip = "Namespaces do not work here: " + problem;
    }
}
