namespace LiveShop.Local.Realtime;

/// <summary>A connection is in as many groups as one may be.</summary>
public sealed class TooManyGroupsException : Exception;
