using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LiveShop.Blobs;

/// <summary>
/// The storage account of the pictures. <c>MediaStorage</c> holds a connection string, as for the Azurite emulator, or
/// <c>MediaStorage__blobServiceUri</c> an address that is opened with an identity: the names that Azure Functions uses for
/// connections (https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections).
/// </summary>
public sealed record BlobSettings
{
    public const string Connection = "MediaStorage";

    /// <summary>Holds the account's key; null when the account is opened with an identity.</summary>
    public string? ConnectionString { get; init; }

    public Uri? BlobServiceUri { get; init; }

    /// <summary>Client id of a user-assigned managed identity; null for the environment's own identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>Whether only a managed identity is accepted, and not a developer's own sign-in.</summary>
    public bool RequiresManagedIdentity { get; init; }

    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Connection]) || configuration[$"{Connection}:blobServiceUri"] is not null;

    /// <exception cref="OptionsValidationException">
    /// A setting is missing or wrong; the message names it and never holds a secret.
    /// </exception>
    public static BlobSettings From(IConfiguration configuration)
    {
        var connection = configuration.GetSection(Connection);
        if (!string.IsNullOrWhiteSpace(connection.Value))
            return new() { ConnectionString = Checked(connection.Value) };

        return new()
        {
            BlobServiceUri = Uri.TryCreate(connection["blobServiceUri"], UriKind.Absolute, out var address)
                && address.Scheme == Uri.UriSchemeHttps
                ? address
                : throw Invalid(
                    $"{Connection}__blobServiceUri",
                    "must be the https address of a storage account, such as https://my.blob.core.windows.net/"),
            ClientId = connection["clientId"],
            RequiresManagedIdentity = IsManagedIdentity(connection["credential"]),
        };
    }

    /// <summary>A client of the container of the pictures.</summary>
    internal BlobContainerClient CreateClient()
    {
        var options = new BlobClientOptions
        {
            Retry =
            {
                MaxRetries = 2,
                Mode = RetryMode.Exponential,
                MaxDelay = TimeSpan.FromSeconds(2),
                NetworkTimeout = TimeSpan.FromSeconds(10),
            },
        };
        var account = ConnectionString is not null
            ? new BlobServiceClient(ConnectionString, options)
            : new BlobServiceClient(BlobServiceUri, Credential(), options);
        return account.GetBlobContainerClient(BlobMediaStore.Container);
    }

    /// <summary>Without the connection string, which holds the account's key.</summary>
    public override string ToString() => BlobServiceUri?.ToString() ?? "a connection string";

    private TokenCredential Credential() => RequiresManagedIdentity
        ? new ManagedIdentityCredential(
            ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(ClientId))
        : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId });

    private static string Checked(string connectionString)
    {
        try
        {
            _ = new BlobServiceClient(connectionString);
            return connectionString;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            throw Invalid(Connection, "is not the connection string of a storage account");
        }
    }

    private static bool IsManagedIdentity(string? credential) => credential switch
    {
        null or "" => false,
        _ when credential.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw Invalid($"{Connection}__credential", "must be 'managedidentity' or left out"),
    };

    private static OptionsValidationException Invalid(string setting, string problem) =>
        new(setting, typeof(BlobSettings), [$"{setting} {problem}"]);
}
