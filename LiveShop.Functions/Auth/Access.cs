namespace LiveShop.Functions.Auth;

/// <summary>Who may call a function. Every HTTP function says it; one that does not cannot be run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessAttribute : Attribute;

/// <summary>Anybody.</summary>
public sealed class PublicAttribute : AccessAttribute
{
    /// <summary>A token, where one is sent, is looked at: an admin sees more, any other bearer what everybody sees; a bad one is refused with 401 rather than ignored.</summary>
    public bool AdminsSeeMore { get; init; }
}

/// <summary>Only with a bearer token whose <c>roles</c> hold <c>admin</c>: 401 without a valid token, 403 without the role.</summary>
public sealed class AdminOnlyAttribute : AccessAttribute;
