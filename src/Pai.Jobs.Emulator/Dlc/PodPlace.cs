using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The place of a pod in its job: a role and an index. The pod in it is another one after each restart.</summary>
internal sealed record PodPlace(string JobId, string Role, int Index)
{
    /// <summary>The role and the index: <c>worker-0</c>.</summary>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Role.ToLowerInvariant()}-{Index}");

    public string Id => $"{JobId}-{Name}";

    /// <summary>The unique id of the pod in the place.</summary>
    /// <param name="life">How many pods were there before it.</param>
    public string Uid(int life)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id} {life}")));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }
}
