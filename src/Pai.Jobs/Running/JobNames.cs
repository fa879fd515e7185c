using System.Globalization;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Running;

/// <summary>Makes the names of runs.</summary>
internal static class JobNames
{
    /// <summary><c>{base}_{yyyyMMdd_HHmmss}_{6 random}</c>: the Python SDK's form, in UTC, and unique within a second.</summary>
    public static string Create(string baseName, TimeProvider clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{baseName}_{clock.GetUtcNow().UtcDateTime:yyyyMMdd_HHmmss}_{RandomText.Create(6)}");
}
