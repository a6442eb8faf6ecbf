using System.Security.Cryptography;
using LiveShop.Core.Storage;
using LiveShop.Functions.Auth;
using LiveShop.Local.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
namespace LiveShop.Local.SignIn;

/// <summary>The key of this installation, made in its data folder and never leaving it. It signs local admins' and the hub's tokens.</summary>
public sealed class InstallationKey
{
    private const string FileName = "signing.key";
    private const string Issuer = "liveshop-local";
    private const int KeyBytes = 32;
    private const int FingerprintLength = 12;
    private const string Algorithm = SecurityAlgorithms.HmacSha256;

    private readonly SymmetricSecurityKey key;
    private readonly JsonWebTokenHandler tokens = new();

    private InstallationKey(byte[] key)
    {
        this.key = new SymmetricSecurityKey(key);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(key))[..FingerprintLength];
    }

    /// <summary>Tells this installation from others, and nothing of the key.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads the key, or makes it when there is none.</summary>
    /// <exception cref="StartupException">The folder cannot be written, or the file is not a key.</exception>
    public static InstallationKey Open(string dataDirectory)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), FileName);
        try
        {
            if (!File.Exists(path))
                Make(path);
            var bytes = File.ReadAllBytes(path);
            return bytes.Length == KeyBytes
                ? new InstallationKey(bytes)
                : throw new StartupException($"{path} is not a signing key: delete it to have a new one made.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The signing key {path} cannot be used: {exception.Message}", exception);
        }
    }

    public TokenValidationParameters RulesFor(string audience)
    {
        var rules = TokenValidation.Of(audience, [Algorithm]);
        rules.ValidIssuer = Issuer;
        rules.IssuerSigningKey = key;
        return rules;
    }

    public string Sign(string audience, TimeSpan lifetime, IDictionary<string, object> claims)
    {
        var now = DateTime.UtcNow;
        return tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, Algorithm),
        });
    }

    // Whole or not at all: a crash in between leaves no half key behind.
    private static void Make(string path)
    {
        DataFolder.CreatePrivate(Path.GetDirectoryName(path)!);
        var unfinished = path + ".new";
        using (var file = DataFolder.NewPrivateFile(unfinished))
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        File.Move(unfinished, path, overwrite: true);
    }
}
