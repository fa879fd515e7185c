using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs;

/// <summary>Gives the access key that requests are signed with. Derive from it to take keys from a source of your own.</summary>
/// <remarks>
/// It is asked before every request, by several threads at once: keep a key while it is valid, and return the same one. A derived class
/// throws a <see cref="PaiException"/> when it has no key. The credentials made here renew a session before it ends, with one request
/// however many threads ask; a failed renewal returns the old key while that is valid. All of them throw a
/// <see cref="PaiCredentialsException"/>.
/// </remarks>
public abstract class PaiCredentials
{
    /// <summary>
    /// The first of these that is set up: environment variables, an OIDC role, the profile of the <c>aliyun</c> CLI, the profile in the
    /// credentials file, the RAM role of an ECS instance, a credentials URI. Nothing is read before the first use.
    /// </summary>
    /// <remarks>A source that is set up in part, or that fails, is an error: the next one may be another identity.</remarks>
    /// <param name="options">The environment, the clock and the logger.</param>
    public static PaiCredentials CreateDefault(PaiCredentialsOptions? options = null) => CredentialFactory.Default(new(options));

    /// <summary>An access key that does not change.</summary>
    /// <param name="accessKey">The key.</param>
    public static PaiCredentials FromAccessKey(PaiAccessKey accessKey) => new FixedCredentials(accessKey);

    /// <summary>
    /// The variables <c>ALIBABA_CLOUD_ACCESS_KEY_ID</c>, <c>ALIBABA_CLOUD_ACCESS_KEY_SECRET</c> and, for a session,
    /// <c>ALIBABA_CLOUD_SECURITY_TOKEN</c>.
    /// </summary>
    /// <param name="options">The environment, the clock and the logger.</param>
    public static PaiCredentials FromEnvironment(PaiCredentialsOptions? options = null) => CredentialFactory.Environment(new(options));

    /// <summary>
    /// A profile of the <c>aliyun</c> CLI (<c>~/.aliyun/config.json</c>); if it has none of that name, the section of the credentials file
    /// (<c>~/.alibabacloud/credentials.ini</c> or <c>credentials</c>).
    /// </summary>
    /// <param name="name">The name of the profile.</param>
    /// <param name="options">The environment, the clock and the logger.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static PaiCredentials FromProfile(string name, PaiCredentialsOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return CredentialFactory.Profile(name, new(options));
    }

    /// <summary>The RAM role of the ECS instance that this program runs on, from its metadata service.</summary>
    /// <param name="roleName">
    /// The name of the role. Null: the variable <c>ALIBABA_CLOUD_ECS_METADATA</c>, else the service is asked.
    /// </param>
    /// <param name="options">The environment, the clock and the logger.</param>
    public static PaiCredentials FromEcsRole(string? roleName = null, PaiCredentialsOptions? options = null) =>
        CredentialFactory.EcsRole(roleName, new(options));

    /// <summary>A URI that answers with a session in JSON, as in a DSW notebook or a DLC container with a role.</summary>
    /// <param name="uri">An absolute URI: HTTPS, or HTTP on this machine or a link-local address.</param>
    /// <param name="allowAnyHost">Accepts HTTP to any host. Everyone on the way can then read the key.</param>
    /// <param name="options">The environment, the clock and the logger.</param>
    /// <exception cref="ArgumentException">The URI is relative, or neither HTTPS nor an HTTP URI that is accepted.</exception>
    public static PaiCredentials FromUri(Uri uri, bool allowAnyHost = false, PaiCredentialsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return CredentialFactory.FromUri(uri, allowAnyHost, new(options));
    }

    /// <summary>A program that prints an access key as JSON, for instance one that asks a vault. It has 60 seconds.</summary>
    /// <remarks>
    /// The JSON has <c>mode</c> (<c>AK</c> or <c>StsToken</c>), <c>access_key_id</c>, <c>access_key_secret</c>, <c>sts_token</c> and
    /// <c>expiration</c>. A key without an expiration is kept for a minute. No shell is involved.
    /// </remarks>
    /// <param name="program">The program: a path, or a name that is on the path.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="options">The environment, the clock and the logger.</param>
    /// <exception cref="ArgumentException">The program is empty.</exception>
    public static PaiCredentials FromProcess(string program, IEnumerable<string>? arguments = null, PaiCredentialsOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        return CredentialFactory.Process([program, .. arguments ?? []], new(options));
    }

    /// <summary>A role that is assumed with the key of other credentials, which must be those of a RAM user or role.</summary>
    /// <param name="source">The credentials that may assume the role.</param>
    /// <param name="role">The role.</param>
    /// <param name="options">The environment, the clock and the logger.</param>
    /// <exception cref="ArgumentException">A value of the role is missing or out of its range.</exception>
    public static PaiCredentials AssumeRole(PaiCredentials source, AssumeRoleOptions role, PaiCredentialsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(role);
        return CredentialFactory.AssumeRole(source, role, new(options));
    }

    /// <summary>A role that is assumed with the token of an identity provider, which a file holds.</summary>
    /// <param name="role">The role and the file.</param>
    /// <param name="options">The environment, the clock and the logger.</param>
    /// <exception cref="ArgumentException">A value of the role is missing or out of its range.</exception>
    public static PaiCredentials AssumeRoleWithOidc(AssumeRoleWithOidcOptions role, PaiCredentialsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(role);
        return CredentialFactory.AssumeRoleWithOidc(role, new(options));
    }

    /// <summary>The access key to sign with now.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="PaiException">There is no key.</exception>
    public abstract ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken = default);

    private sealed class FixedCredentials : PaiCredentials
    {
        private readonly PaiAccessKey _accessKey;

        public FixedCredentials(PaiAccessKey accessKey)
        {
            ArgumentNullException.ThrowIfNull(accessKey);
            _accessKey = accessKey;
        }

        public override ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken) => new(_accessKey);
    }
}
