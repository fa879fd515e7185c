using System.Security.Cryptography;

namespace Pai.Jobs.Cli.Emulation;

/// <summary>
/// The access key of an emulator with a folder: made at random once, so that an exported environment is right after a restart too. It opens
/// this emulator only; but it runs jobs as its user, so that the file is for its owner.
/// </summary>
internal static class EmulatorKey
{
    private const string FileName = "access-key";

    /// <exception cref="PaiException">The folder or the file cannot be used.</exception>
    public static PaiAccessKey Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (File.Exists(path))
            {
                return File.ReadAllLines(path) is [{ Length: > 0 } id, { Length: > 0 } secret, ..]
                    ? new(id, secret)
                    : throw new PaiException($"{path} has no access key of an emulator. Delete it for a new one.");
            }

            Directory.CreateDirectory(folder);
            var key = new PaiAccessKey("LTAI" + RandomNumberGenerator.GetHexString(20), RandomNumberGenerator.GetHexString(30));
            PrivateFile.Write(path, $"{key.Id}\n{key.Secret}\n");
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PaiException($"The folder {folder} (--state) cannot be used: {e.Message}", e);
        }
    }
}
