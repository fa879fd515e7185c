namespace Pai.Jobs.Testing;

/// <summary>Sessions for tests.</summary>
public static class TestSession
{
    extension(PaiSession)
    {
        /// <summary>A session on a <see cref="TestBackend"/>, with its fake clock, whatever the environment says.</summary>
        /// <param name="backend">The backend: what the test scripts, and what it reads afterwards.</param>
        /// <param name="configure">
        /// Sets what else the session needs, for instance a region, a log, or the variables that secrets are in. By default no environment
        /// variable is set, and the access key is one that no service knows.
        /// </param>
        public static PaiSession Test(out TestBackend backend, Action<PaiSessionBuilder>? configure = null) =>
            PaiSession.Test(backend = new(), configure);

        /// <summary>A session on a <see cref="TestBackend"/>, with its fake clock, whatever the environment says.</summary>
        /// <param name="backend">The backend; it belongs to the session, which disposes it.</param>
        /// <param name="configure">
        /// Sets what else the session needs, for instance a region, a log, or the variables that secrets are in. By default no environment
        /// variable is set, and the access key is one that no service knows.
        /// </param>
        public static PaiSession Test(TestBackend backend, Action<PaiSessionBuilder>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(backend);
            var builder = PaiSession.CreateBuilder().UseBackend(backend);
            (builder.TimeProvider, builder.Environment) = (backend.Clock, static _ => null);
            builder.Credentials = PaiCredentials.FromAccessKey(new("test", "test"));
            configure?.Invoke(builder);
            return builder.Build();
        }
    }
}
