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
    /// Validates a token when one is sent: an admin sees more, or what is newer than a cache, any other user sees what everybody
    /// sees, and an invalid token is answered with 401 instead of being ignored.
    /// </summary>
    public bool AdminsSeeMore { get; init; }

    public override IReadOnlyList<int> ProblemStatuses => AdminsSeeMore ? [StatusCodes.Status401Unauthorized] : [];
}

/// <summary>Only with a bearer token whose <c>roles</c> hold <c>admin</c>: 401 without a valid token, 403 without the role.</summary>
public sealed class AdminOnlyAttribute : AccessAttribute
{
    public override IReadOnlyList<int> ProblemStatuses => [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];
}
