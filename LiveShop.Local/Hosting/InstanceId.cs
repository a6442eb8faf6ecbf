using System.Security.Cryptography;
using LiveShop.Core;
using LiveShop.Local.SignIn;

namespace LiveShop.Local.Hosting;

/// <summary>
/// Identifies this installation among those that share a Cosmos DB account. It is kept in the data folder, apart from the
/// signing key, so that a new key does not make the change feed start from the beginning.
/// </summary>
public sealed record InstanceId(string Value)
{
    private const string FileName = "instance-id";
    private const int LegacyLength = 12;

    /// <summary>Reads the id, or creates it.</summary>
    /// <exception cref="StartupException">The folder cannot be written, or the file holds no id.</exception>
    public static InstanceId Open(string dataDirectory)
    {
        var folder = Path.GetFullPath(dataDirectory);
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
                PrivateFile.Create(path, System.Text.Encoding.ASCII.GetBytes(LegacyId(folder) ?? Identifier.New()));
            var id = File.ReadAllText(path).Trim();
            return Identifier.IsValid(id)
                ? new InstanceId(id)
                : throw new StartupException($"{path} is not an instance id: delete it to have a new one made.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The instance id {path} cannot be used: {exception.Message}", exception);
        }
    }

    // Earlier versions named the consumers of the change feed by the fingerprint of the signing key.
    private static string? LegacyId(string folder) =>
        Path.Combine(folder, InstallationKey.FileName) is var key && File.Exists(key)
            ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(key)))[..LegacyLength]
            : null;
}
