namespace Pai.Jobs.Internal.Storage;

/// <summary>An answer does not have the form that it should. Callers get an <see cref="OssException"/> that names the request.</summary>
#pragma warning disable CA1032, CA1064 // It never leaves the client.
internal sealed class OssFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
