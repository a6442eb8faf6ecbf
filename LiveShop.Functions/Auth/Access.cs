using LiveShop.Functions.Http;

namespace LiveShop.Functions.Auth;

/// <summary>Who may call a function; <see cref="FunctionPipeline{TFunctions}"/> does not run an HTTP function without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessAttribute : Attribute, IProducesProblems
{
    public abstract IReadOnlyList<int> ProblemStatuses { get; }
}

/// <summary>Everybody, also without a token.</summary>
public sealed class PublicAttribute : AccessAttribute
{
    /// <summary>
    /// Validates a token when one is sent: staff (<see cref="Roles.Staff"/>) see more, or what is newer than a cache, any other
    /// user sees what everybody sees, and an invalid token is answered with 401 instead of being ignored.
    /// </summary>
    public bool StaffSeeMore { get; init; }

    public override IReadOnlyList<int> ProblemStatuses => StaffSeeMore ? [StatusCodes.Status401Unauthorized] : [];
}

/// <summary>Only with a bearer token that has one of the roles: 401 without a valid token, 403 without a role.</summary>
/// <param name="roles">Of <see cref="Auth.Roles"/>.</param>
public sealed class RequireRoleAttribute(params string[] roles) : AccessAttribute
{
    public IReadOnlyList<string> Roles { get; } = roles;

    public override IReadOnlyList<int> ProblemStatuses => [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];
}

/// <summary>
/// With the key of the order in <see cref="OrderKey.Header"/>, which the function compares, or with a bearer token that has one of
/// the roles.
/// </summary>
/// <param name="roles">Of <see cref="Auth.Roles"/>.</param>
public sealed class RequireOrderKeyOrRoleAttribute(params string[] roles) : AccessAttribute
{
    public IReadOnlyList<string> Roles { get; } = roles;

    public override IReadOnlyList<int> ProblemStatuses =>
        [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound];
}
