namespace LiveShop.Functions.Auth;

/// <summary>The values of a token's <see cref="TokenValidation.RolesClaim"/>, which are the app roles of the API in Entra ID.</summary>
public static class Roles
{
    /// <summary>Everything.</summary>
    public const string Admin = "admin";

    /// <summary>Runs shows: streams and their pins, and reads what shows need. No prices, orders, settings and pictures.</summary>
    public const string Assistant = "assistant";

    /// <summary>Those who see streams and products as they are now, with what customers do not see.</summary>
    public static IReadOnlyList<string> Staff { get; } = [Admin, Assistant];
}
