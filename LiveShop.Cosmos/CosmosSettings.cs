using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LiveShop.Cosmos;

/// <summary>
/// Which Cosmos DB account, and how to reach it. The names are those that the Azure Functions trigger reads, so that one
/// setting serves both: <c>CosmosDBConnection</c> holds a connection string, or
/// <c>CosmosDBConnection__accountEndpoint</c> an address that is opened with an identity.
/// </summary>
public sealed record CosmosSettings
{
    public const string Connection = "CosmosDBConnection";
    public const string DatabaseSetting = "CosmosDBDatabase";
    public const string GatewayModeSetting = "CosmosDBGatewayMode";
    public const string DefaultDatabase = "liveshop";

    private const int MaxDatabaseNameLength = 255;

    public required Uri Endpoint { get; init; }

    /// <summary>Holds the account's key; null when the account is opened with an identity.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Client id of a user-assigned managed identity; null for the environment's own identity.</summary>
    public string? ClientId { get; init; }

    /// <summary>Whether only a managed identity is accepted, and not a developer's own sign-in.</summary>
    public bool RequiresManagedIdentity { get; init; }

    public string Database { get; init; } = DefaultDatabase;

    /// <summary>
    /// Whether requests go through the account's HTTPS gateway, as emulators need it, instead of directly to the replicas.
    /// </summary>
    public bool UsesGateway { get; init; }

    /// <summary>Time limit of one request, the SDK's own retries included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether this is an emulator: a loopback or plain HTTP address. Only its configured address can be reached.</summary>
    public bool IsEmulator => IsEmulatorAt(Endpoint);

    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[Connection]) || configuration[$"{Connection}:accountEndpoint"] is not null;

    /// <exception cref="OptionsValidationException">
    /// A setting is missing or wrong; the message names it and never holds a secret.
    /// </exception>
    public static CosmosSettings From(IConfiguration configuration)
    {
        var connection = configuration.GetSection(Connection);
        var connectionString = string.IsNullOrWhiteSpace(connection.Value) ? null : connection.Value;
        var endpoint = connectionString is null
            ? EndpointOf(connection["accountEndpoint"], $"{Connection}__accountEndpoint")
            : EndpointIn(connectionString);
        return new()
        {
            Endpoint = endpoint,
            ConnectionString = connectionString,
            ClientId = connection["clientId"],
            RequiresManagedIdentity = IsManagedIdentity(connection["credential"]),
            Database = DatabaseIn(configuration[DatabaseSetting]),
            UsesGateway = IsEmulatorAt(endpoint) || IsTrue(configuration[GatewayModeSetting]),
        };
    }

    /// <summary>Without the connection string, which holds the account's key.</summary>
    public override string ToString() => $"{Endpoint}, database '{Database}'";

    private static bool IsEmulatorAt(Uri endpoint) => endpoint.IsLoopback || endpoint.Scheme == Uri.UriSchemeHttp;

    private static Uri EndpointIn(string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            throw Invalid(Connection, "is not a connection string: expected AccountEndpoint=https://...;AccountKey=...;");
        }

        if (!parts.TryGetValue("AccountKey", out var key)
            || !Convert.TryFromBase64String((string)key, new byte[((string)key).Length], out var length) || length == 0)
        {
            throw Invalid(Connection, "has no AccountKey, or one that is not Base64: expected AccountEndpoint=https://...;AccountKey=...;");
        }

        return EndpointOf(
            parts.TryGetValue("AccountEndpoint", out var endpoint) ? (string)endpoint : null, $"AccountEndpoint in {Connection}");
    }

    private static Uri EndpointOf(string? text, string setting)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Invalid(setting, "is missing: give the account's address, such as https://my-account.documents.azure.com/");
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "https" or "http"
            ? endpoint
            : throw Invalid(setting, "must be an address such as https://my-account.documents.azure.com/");
    }

    private static string DatabaseIn(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return DefaultDatabase;
        return name.Length <= MaxDatabaseNameLength && !name.AsSpan().ContainsAny("/\\#?")
            ? name
            : throw Invalid(DatabaseSetting, $"must be at most {MaxDatabaseNameLength} characters without / \\ # and ?");
    }

    private static bool IsManagedIdentity(string? credential) => credential switch
    {
        null or "" => false,
        _ when credential.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) => true,
        _ => throw Invalid($"{Connection}__credential", "must be 'managedidentity' or left out"),
    };

    private static bool IsTrue(string? text) => bool.TryParse(text, out var value) && value;

    private static OptionsValidationException Invalid(string setting, string problem) =>
        new(setting, typeof(CosmosSettings), [$"{setting} {problem}"]);
}
