namespace Pai.Jobs.Internal.Local;

/// <summary>The users whose files a namespace can tell apart, and the user of its command.</summary>
internal enum NamespaceUsers
{
    /// <summary>One user, who is root in there: programs that insist on it work, and chown to anyone else fails.</summary>
    Root,

    /// <summary>One user, who stays who it is: tar and cp do not try to give files to others.</summary>
    Own,

    /// <summary>All users of the machine, for root: files of others can be read, and given to others.</summary>
    All,
}
