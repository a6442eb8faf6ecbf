using System.Security.Cryptography;
using LiveShop.Functions.Auth;
using LiveShop.Local.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Local.SignIn;

/// <summary>Signs and validates the tokens of local admins and of the hub, with a key that is kept in the data folder.</summary>
public sealed class InstallationKey
{
    internal const string FileName = "signing.key";

    private const string Issuer = "liveshop-local";
    private const int KeyBytes = 32;
    private const string Algorithm = SecurityAlgorithms.HmacSha256;

    private readonly SymmetricSecurityKey key;
    private readonly JsonWebTokenHandler tokens = new();

    private InstallationKey(byte[] key) => this.key = new SymmetricSecurityKey(key);

    /// <summary>Reads the key, or creates it.</summary>
    /// <exception cref="StartupException">The folder cannot be written, or the file is not a key.</exception>
    public static InstallationKey Open(string dataDirectory)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), FileName);
        try
        {
            if (!File.Exists(path))
                PrivateFile.Create(path, RandomNumberGenerator.GetBytes(KeyBytes));
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

    /// <summary>How to validate a token that this key signed for the audience.</summary>
    public TokenValidationParameters ValidationFor(string audience)
    {
        var parameters = TokenValidation.ParametersFor(audience, [Algorithm]);
        parameters.ValidIssuer = Issuer;
        parameters.IssuerSigningKey = key;
        return parameters;
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
}
